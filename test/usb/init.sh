#!/bin/busybox sh
# First process of the guest: loads the modules, lays a view that can be written over the host's files, which it has
# read-only, and runs /work in it. What is written there is gone with the guest.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc p /proc
mount -t sysfs s /sys
mount -t devtmpfs d /dev
for module in /modules/*.ko; do insmod "$module"; done
mkdir -p /host /written /view
mount -t 9p -o trans=virtio,version=9p2000.L,msize=524288,cache=loose,ro host /host
mount -t tmpfs t /written
mkdir -p /written/files /written/work
mount -t overlay o -o lowerdir=/host,upperdir=/written/files,workdir=/written/work /view
mkdir -p /view/proc /view/sys /view/dev /view/run
mount -t proc p /view/proc
mount -t sysfs s /view/sys
mount -t configfs c /view/sys/kernel/config
mount -t devtmpfs d /view/dev
mkdir -p /view/dev/pts /view/dev/shm
mount -t devpts x /view/dev/pts
mount -t tmpfs r /view/run
cp /work /view/run/work
chroot /view /bin/sh /run/work
poweroff -f
