using System.Diagnostics;
using Proscenium.Acoustics;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Rooms;
using Proscenium.Rooms.Responses;

namespace Proscenium.Benchmarks.Peers;

/// <summary>Responses of a room of 6 x 4 x 3 m, all images of half a second, wall and processor time: single-band, and by octaves with air and a cardioid source.</summary>
static class RoomTimes
{
    const int Runs = 25;
    const double Seconds = 0.5;

    static readonly Position _source = new(2, 3.1, 1.2), _receiver = new(4, 1.5, 1.4);

    public static void Print()
    {
        Console.WriteLine("\n## Rooms, 6 x 4 x 3 m, 0.5 s at 48 kHz, all images, one source, one microphone\n");
        Console.WriteLine("Median milliseconds.\n");
        Heads("response");
        double[] absorption = [0.2148, 0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25];
        ShoeboxRoom single = Room(Surface.Uniform(0.2148)), bands = Room(new("by octaves", absorption)) with { Air = AirConditions.Usual };
        HarmonicPattern cardioid = HarmonicPattern.FirstOrder(new(1, 0, 0), 0.5);
        foreach (int threads in (ReadOnlySpan<int>)[1, 2])
        {
            RoomSimulation how = new() { Seconds = Seconds, LateTail = false, MaxThreads = threads };
            Row("single band, omnidirectional", threads, () => RoomImpulse.Between(single, _source, _receiver, how));
            Row("8 octave bands, air, cardioid", threads, () => RoomImpulse.Between(bands, _source, _receiver, how, cardioid));
        }
    }

    /// <summary>All responses between the harmonics of a source and a receiver.</summary>
    public static void PrintTensors()
    {
        Console.WriteLine("\n### Tensors, the same room, 0.3 s, 8 octave bands, air\n");
        Heads("tensor");
        ShoeboxRoom room = Room(new("by octaves", [0.2148, 0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25])) with { Air = AirConditions.Usual };
        foreach (int degree in (ReadOnlySpan<int>)[1, 3])
        {
            int harmonics = (degree + 1) * (degree + 1);
            Row($"{harmonics} x {harmonics}", Environment.ProcessorCount, () => RoomTensor.Between(room, _source, _receiver, new() { Seconds = 0.3, LateTail = false }, degree, degree), 5);
        }
    }

    /// <summary>25 seats x 2 ears x 5 drivers of echo-studio, T60 0.4 s: everything from nothing, far fields, direct sound and reflections.</summary>
    public static void PrintSeats()
    {
        ShoeboxRoom room = Room(Surface.Uniform(0.2354)) with { Device = new(new(3.1, 0.4, 1.1), 90), Listener = new(3.1, 2.4, 1.1) };
        HeadPose[] seats = [.. Enumerable.Range(0, 25).Select(i => new HeadPose(Left: 0.1 * (i % 5 - 2), Forward: 0.1 * (i / 5 - 2)))];
        Device device = DeviceFile.Open("echo-studio");
        Console.WriteLine(FormattableString.Invariant($"\n### 25 seats x 2 ears x 5 drivers of echo-studio, Eyring {room.EyringSeconds[4]:0.00} s, rigid sphere\n"));
        Heads("seats");
        double nudge = 0;
        foreach (bool tail in (ReadOnlySpan<bool>)[true, false])
        {
            Row(tail ? "images to the mixing time, tail" : "all images", Environment.ProcessorCount, () =>
            {
                RoomSetup setup = new(room, device, new SphericalHead(), FrequencyGrid.ForDesign(48000), new() { LateTail = tail, Seconds = 0.4 });
                nudge += 1e-9; // a plant asked for before would be at hand
                RoomSeats plants = setup.At([.. seats.Select(seat => seat with { Up = nudge })]);
                Parallel.For(0, plants.Count, seat => plants[seat].FromDriver(0));
            }, tail ? 5 : 1);
        }
    }

    static ShoeboxRoom Room(Surface surface) => new(new(6, 4, 3), [.. Enumerable.Repeat(surface, 6)]) { Name = "6 x 4 x 3 m", Device = new(_source, 0), Listener = _receiver };

    static void Heads(string what) => Console.WriteLine($"| {what} | threads | wall | processor |\n|---|---:|---:|---:|");

    static void Row(string name, int threads, Action work, int runs = Runs)
    {
        for (int warm = 0; warm < Math.Min(5, runs); warm++) work();
        double[] wall = new double[runs], processor = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            (long start, long cpu) = (Stopwatch.GetTimestamp(), CpuClock.Now);
            work();
            (wall[run], processor[run]) = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (CpuClock.Now - cpu) / 1e6);
        }
        Console.WriteLine($"| {name} | {threads} | {Median.Of(wall):0.0} | {Median.Of(processor):0.0} |");
    }
}
