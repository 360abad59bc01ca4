"""The responses of RoomTimes.cs by pyroomacoustics (pip install pyroomacoustics), median of 9 after two to warm up."""
import statistics
import time

try:
    import pyroomacoustics as pra
except ImportError:
    print("Not measured here: Python has no pyroomacoustics.")
    raise SystemExit(0)

ORDER, RUNS = 60, 9  # about all images of half a second


def room(absorption, **air):
    material = pra.Material(absorption) if isinstance(absorption, float) else pra.Material(
        {"description": "by octaves", "coeffs": absorption, "center_freqs": [125, 250, 500, 1000, 2000, 4000, 8000]})
    made = pra.ShoeBox([6, 4, 3], fs=48000, materials=material, max_order=ORDER, **air)
    made.add_microphone([4, 1.5, 1.4])
    return made


def median(make):
    times = []
    for run in range(RUNS + 2):
        one = make()
        start = time.perf_counter()
        one.compute_rir()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[2:])


def single():
    one = room(0.2148)
    one.add_source([2, 3.1, 1.2])
    return one


def bands():
    one = room([0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25], air_absorption=True)
    cardioid = pra.directivities.Cardioid(pra.directivities.DirectionVector(azimuth=0, colatitude=90))
    one.add_source([2, 3.1, 1.2], directivity=cardioid)
    return one


print("| response | version | wall, ms |\n|---|---|---:|")
print(f"| single band, omnidirectional | {pra.__version__} | {median(single):.1f} |")
print(f"| octave bands, air, cardioid | {pra.__version__} | {median(bands):.1f} |")
