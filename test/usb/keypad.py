# A keypad made by a program (uinput), for which Node has no ioctl. Lines on standard input are key codes, pressed and let go
# in turn; each is answered. It is unplugged when the input ends.
import fcntl, struct, sys, time

UI_SET_EVBIT, UI_SET_KEYBIT = 0x40045564, 0x40045565
UI_DEV_SETUP, UI_DEV_CREATE, UI_DEV_DESTROY = 0x405C5503, 0x5501, 0x5502
EV_SYN, EV_KEY, BUS_USB = 0, 1, 3

name, vendor, product = sys.argv[1], int(sys.argv[2], 16), int(sys.argv[3], 16)
device = open("/dev/uinput", "wb", buffering=0)
fcntl.ioctl(device, UI_SET_EVBIT, EV_KEY)
for code in range(1, 120):
    fcntl.ioctl(device, UI_SET_KEYBIT, code)
fcntl.ioctl(device, UI_DEV_SETUP, struct.pack("HHHH80sI", BUS_USB, vendor, product, 1, name.encode(), 0))
fcntl.ioctl(device, UI_DEV_CREATE)


def emit(kind, code, value):
    device.write(struct.pack("llHHi", 0, 0, kind, code, value))


print("there", flush=True)
for line in sys.stdin:
    for code in map(int, line.split()):
        for value in (1, 0):
            emit(EV_KEY, code, value)
            emit(EV_SYN, 0, 0)
            time.sleep(0.004)
    print("pressed", flush=True)
fcntl.ioctl(device, UI_DEV_DESTROY)
