using BenchmarkDotNet.Running;
using Proscenium.Benchmarks;
using Proscenium.Benchmarks.Peers;

switch (args)
{
    case ["transforms"]:
        Ratios.PrintTransforms();
        break;
    case ["convolvers"]:
        Ratios.PrintConvolvers();
        break;
    case ["stages"]:
        StageTimes.Print();
        break;
    case ["rooms"]:
        RoomTimes.Print();
        RoomTimes.PrintTensors();
        RoomTimes.PrintSeats();
        break;
    case ["upmix", string data, string built]:
        UpmixSpeed.Print();
        UpmixQuality.Print(data, built);
        break;
    case ["hearing", string data]:
        HearingQuality.Print(data);
        break;
    case ["half-way"]:
        StageQuality.PrintHalfWay();
        break;
    case ["stage", string data]:
        StageQuality.Print(data);
        break;
    case ["hard-soak", string minutes]:
        HardSoak.Print(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["moving"]:
        MovingTimes.Print();
        break;
    case ["tails"]:
        TailTimes.Print();
        break;
    case ["limiter", string data]:
        LimiterQuality.Print(data);
        break;
    case ["limiter-fuzz", string samples]:
        LimiterFuzz.Print(long.Parse(samples, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["limiter-picture", string music, string device, string from, string seconds]:
        LimiterPicture.Print(music, device, double.Parse(from, System.Globalization.CultureInfo.InvariantCulture), double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture));
        break;
    case ["programs", string command]:
        using (ProgramRatios programs = new(command)) programs.Print();
        break;
    case ["shares"]:
        RenderShares.Print();
        break;
    case ["soak", string blocks]:
        Soak.Print(long.Parse(blocks, System.Globalization.CultureInfo.InvariantCulture));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
        break;
}
