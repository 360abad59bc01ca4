using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Upmix;
using Proscenium.Heads;
using Proscenium.Judging.Balance;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;

namespace Proscenium.Benchmarks;

/// <summary>A sound half-way to a side on a plan in an ordinary living room, and what it would be if the centre played part of it; as Markdown. Why: docs/decisions/half-way.md.</summary>
sealed class HalfWay
{
    const double Near = 0.939, Far = 0.344; // 15 degrees of the tangent law to 30

    static readonly double[] _parts = [0, 0.1, 0.2, 0.3, Far, 0.5, (Near + Far) / 2];

    static readonly Band[] _bands = [new(20, 400), new(400, 1500), new(1500, 4500), new(4500, 20000)];

    readonly FreeFieldSetup _setup;
    readonly EarSpectra[] _ears; // by input
    readonly CrossPower _direct, _whole;
    readonly LocalisationTemplate _template;

    HalfWay(SpatialDesign design)
    {
        SphericalHead head = new();
        MeasuredPlan plan = new(design.Plan);
        _setup = new(design.Request.Device, design.Request.Distance, head, plan.Grid);
        _ears = [.. Enumerable.Range(0, 3).Select(input => plan.AtEars(input, _setup.Ears, 0))];
        _direct = plan.AtEarsTogether(_setup);
        DiffuseField diffuse = DiffuseField.Of(head);
        Complex[][][] points = [.. Enumerable.Range(0, 3).Select(input => Enumerable.Range(0, _setup.Sphere.Points).Select(point => plan.Point(input, _setup.Sphere, point)).ToArray())];
        _whole = _direct.Plus(CrossPower.MeanOver(points, plan.Grid), bin => AssumedRoom.Returned(_setup.Distance) * diffuse.BothEars(plan.Grid.Frequency(bin)));
        _template = LocalisationTemplate.Of(head, plan.Grid.SampleRate);
    }

    /// <summary>Prints what the upmix makes of such a sound, what left and right make of what they have in common and of opposite sign, and a table over parts.</summary>
    /// <param name="designs">Plans with a centre.</param>
    public static void Print(IReadOnlyList<SpatialDesign> designs)
    {
        Console.WriteLine($"\n## Pink noise half-way to a side in an ordinary living room, rigid sphere\n\nThe upmix gives the centre {CentreShare():0.000} of it.\n");
        HalfWay[] stages = [.. designs.Select(design => new HalfWay(design))];
        StageQuality.Head(["LU over left alone", "left + right", "left - right", "half-way", "half-way in the direct sound", .. _bands.Select(band => $"half-way, {band.LowHz:0} to {band.HighHz:0} Hz")]);
        foreach (HalfWay stage in stages)
        {
            double[] here = Split(0);
            Console.WriteLine($"| `{stage._setup.Device.Name}` | {string.Join(" | ", new[] { stage.Lu(stage._whole, [1, 1, 0]), stage.Lu(stage._whole, [1, -1, 0]), stage.Lu(stage._whole, here), stage.Lu(stage._direct, here) }.Concat(_bands.Select(band => stage.Lu(stage._whole, here, band))).Select(value => $"{value:0.0}"))} |");
        }
        Console.WriteLine($"\nWith a part of it in the centre, the same less in left and right: LU over left alone (heard at, by two models, degrees)\n");
        StageQuality.Head(["part in the centre", .. stages.Select(stage => $"`{stage._setup.Device.Name}`")]);
        foreach (double part in _parts) Console.WriteLine($"| {part:0.000} | {string.Join(" | ", stages.Select(stage => $"{stage.Lu(stage._whole, Split(part)):0.0} ({stage.Heard(Split(part))})"))} |");
    }

    static double[] Split(double centre) => [Near - centre, Far - centre, centre];

    /// <summary>The amplitude of the centre over that of the sound.</summary>
    static double CentreShare()
    {
        float[] noise = ProgrammeSpectra.Noise(0);
        CentreUpmixer upmix = new(UpmixMode.Music, 48000);
        AudioBuffer stereo = new(2, noise.Length), split = new(3, noise.Length);
        for (int n = 0; n < noise.Length; n++) (stereo.Block()[0][n], stereo.Block()[1][n]) = ((float)Near * noise[n], (float)Far * noise[n]);
        for (int period = 0; period < 3; period++) upmix.Process(stereo.Block(), split.Block());
        return Math.Sqrt(split.Block()[2].ToArray().Sum(sample => (double)sample * sample) / noise.Sum(sample => (double)sample * sample));
    }

    double Lu(CrossPower inputs, double[] amounts, Band? band = null) => Loudness(inputs, amounts, band) - Loudness(inputs, [1, 0, 0], band);

    double Loudness(CrossPower inputs, double[] amounts, Band? band) => Band.Decibels(KWeighting.PinkMean((double)_setup.Grid.SampleRate / _setup.Grid.FftLength, _setup.Grid.SampleRate, bin =>
    {
        if (band is { } only && (_setup.Grid.Frequency(bin) < only.LowHz || _setup.Grid.Frequency(bin) > only.HighHz)) return 0;
        double power = 0;
        for (int i = 0; i < amounts.Length; i++)
            for (int j = 0; j < amounts.Length; j++) power += amounts[i] * amounts[j] * inputs[i, j, bin].Real;
        return power;
    }));

    string Heard(double[] amounts)
    {
        Complex[] At(Func<EarSpectra, Complex[]> ear) => [.. Enumerable.Range(0, _setup.Grid.BinCount).Select(bin => _ears.Zip(amounts, (input, amount) => amount * ear(input)[bin]).Aggregate((sum, next) => sum + next))];
        HeardSound heard = HeardSound.Of(EarResponses.Of(new(At(ears => ears.Left), At(ears => ears.Right)), _setup.Grid), _template);
        return $"{heard.Onset.AzimuthDegrees:0}, {heard.OnsetByConsistency.AzimuthDegrees:0}";
    }
}
