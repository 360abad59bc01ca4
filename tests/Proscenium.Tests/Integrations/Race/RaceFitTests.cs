using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Files.Projects;
using Proscenium.Heads;
using Proscenium.Integrations.Race;
using Proscenium.Judging.FreeField;
using Proscenium.Loudspeakers;
using Proscenium.Mathematics;
using Proscenium.Steering;

namespace Proscenium.Tests.Integrations.Race;

[Trait(Traits.Category, Traits.Slow)]
public class RaceFitTests
{
    static readonly IRaceFormat _camilla = RaceFormats.Named("camilladsp"), _easyEffects = RaceFormats.Named("easyeffects");
    static readonly Dictionary<string, SpatialDesign> _cancellers = new() { ["echo-studio"] = Designs.Canceller };
    static readonly Dictionary<(string Device, IRaceFormat Format), RaceFit> _fits = [];

    /// <summary>In free field the way round is a delay and an attenuation exactly: r_far - r_near over c, and r_far over r_near.</summary>
    [Fact]
    public void TwoPointsInFreeField_AreFitted_ByTheirGeometry()
    {
        Device pair = Plants.PlantTests.Pair(0.6, 0.3);
        SpatialDesign design = SpatialDesigner.Design(new() { Device = pair, Head = new TwoPoints(0.0875), DistanceMetres = 0.3, AngleDegrees = null, Target = PowerRatioCurve.Flat(40), GainLimit = new(24), Tone = Tone.Direct });
        RaceFit fit = RaceFit.Of(design, _camilla);
        double near = Math.Sqrt(0.09 + Math.Pow(0.3 - 0.0875, 2)), far = Math.Sqrt(0.09 + Math.Pow(0.3 + 0.0875, 2));
        Assert.Equal((far - near) / Air.SpeedOfSound, fit.DelaySeconds, 1.5e-6);
        Assert.Equal(20 * Math.Log10(far / near), fit.AttenuationDb, 0.15);
        Assert.InRange(fit.RaceDb, 25, 40);
    }

    /// <summary>CamillaDSP names 2 to 3 dB and 60 to 100 us as typical, its example has 250 Hz and 5 kHz; EasyEffects starts with 313 us and 2 dB.</summary>
    [Theory]
    [InlineData("laptop")]
    [InlineData("echo-studio")]
    public void TheFit_IsNoWorse_ThanWhatTheProgramsDocumentsName(string device)
    {
        SpatialDesign design = Canceller(device);
        double camilla = Fit(device, _camilla).RaceDb, easyEffects = Fit(device, _easyEffects).RaceDb;
        foreach ((double us, double decibels) in ((double, double)[])[(60, 2), (60, 3), (90, 3), (100, 2), (100, 3)])
            Assert.True(camilla > RaceFit.Judged(design, _camilla, new(us / 1e6, decibels, 250, 5000)).RaceDb + 1, $"{us} us, {decibels} dB");
        Assert.True(easyEffects >= RaceFit.Judged(design, _easyEffects, new(313e-6, 2, 250, 3245)).RaceDb);
    }

    /// <summary>No brute search over what is written finds better next to the fit.</summary>
    [Theory]
    [InlineData("camilladsp")]
    [InlineData("easyeffects")]
    public void AroundTheFit_NothingIsBetter(string program)
    {
        IRaceFormat format = RaceFormats.Named(program);
        RaceFit fit = Fit("echo-studio", format);
        RaceChoices choices = format.Choices(48000);
        foreach (double delay in choices.DelaysSeconds.Where(delay => Math.Abs(delay - fit.DelaySeconds) is > 2e-6 and < 50e-6).Where((_, n) => n % 9 == 0))
            Assert.True(RaceFit.Judged(Designs.Canceller, format, fit.Settings with { DelaySeconds = delay }).RaceDb < fit.RaceDb + 0.05, $"{delay * 1e6} us");
    }

    [Theory]
    [InlineData("echo-studio")]
    [InlineData("laptop")]
    [InlineData("phone")]
    [InlineData("soundbar-8")]
    [InlineData("stereo-60")]
    public void ADesign_IsNeverWorse_ByItsOwnMeasure(string device)
    {
        foreach (IRaceFormat format in RaceFormats.All)
        {
            RaceFit fit = Fit(device, format);
            Assert.InRange(fit.GapDb, 0, 25);
            Assert.InRange(fit.RaceDb, fit.UntreatedDb, fit.PlanDb);
            if (format == _camilla) Assert.InRange(fit.Designed.OffAxis5CmDb - fit.Race.OffAxis5CmDb, 0, 12);
        }
    }

    [Fact]
    public void VirtualLoudspeakers_AreBeyondACanceller()
    {
        foreach (IRaceFormat format in RaceFormats.All)
        {
            RaceFit fit = RaceFit.Of(Designs.EchoDirect, format);
            Assert.InRange(fit.GapDb, 10, 30);
            Assert.True(fit.RaceDb > fit.UntreatedDb);
        }
    }

    [Fact]
    public void Settings_StayWithin_WhatTheProgramsTake_AndTheirSteps()
    {
        foreach (int rate in (int[])[44100, 48000, 96000])
        {
            SpatialDesign design = SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop"), AngleDegrees = null, SampleRate = rate });
            RaceSettings camilla = RaceFit.Of(design, _camilla).Settings, easyEffects = RaceFit.Of(design, _easyEffects).Settings;
            Assert.InRange(camilla.DelaySeconds, 1.0 / rate, 600e-6);
            Assert.True(camilla.AttenuationDb > 0);
            Assert.True(camilla.LowHz < camilla.HighHz && camilla.HighHz < rate / 2.0);
            Assert.InRange(easyEffects.DelaySeconds, 200e-6, 500e-6);
            Assert.InRange(easyEffects.AttenuationDb, 0, 6);
            Assert.Equal(Math.Round(1e6 * easyEffects.DelaySeconds), 1e6 * easyEffects.DelaySeconds, 1e-6);
        }
    }

    [Fact]
    public void AMirroredDevice_IsFittedAlike()
    {
        Device Points(double left, double right) => new("points", "", null, [Point("a", left), Point("b", right)], 0.6);
        RaceFit one = FitOf(Points(0.12, -0.07)), mirrored = FitOf(Points(0.07, -0.12));
        Assert.Equal(one.Settings, mirrored.Settings);
        Assert.Equal(one.RaceDb, mirrored.RaceDb, 1e-3);
        static RaceFit FitOf(Device device) => RaceFit.Of(SpatialDesigner.Design(new() { Device = device, AngleDegrees = null }), _camilla);
        static Driver Point(string name, double left) => new(name, DriverKind.Fullrange, left, 0, 0, 0, 0, 0.03, 100, 20000);
    }

    [Fact]
    public void EffortStaysWithin_TheDesignsGainLimit()
    {
        SpatialDesign gentle = SpatialDesigner.Design(new() { Device = Designs.EchoStudio, AngleDegrees = null, GainLimit = new(4) });
        RaceFit fit = RaceFit.Of(gentle, _camilla);
        Assert.InRange(new MeasuredPlan(fit.Plan).LargestEffort(0).Decibels, 1, 4.6);
        Assert.True(fit.RaceDb < Fit("echo-studio", _camilla).RaceDb);
    }

    [Fact]
    public void WhatIsLeftOut_IsSaid()
    {
        RaceFit fit = RaceFit.Judged(Designs.Echo, _camilla, new(30e-6, 2, 250, 5000));
        Assert.Contains(fit.Notes, note => note.Contains("only mid-left and mid-right play") && note.Contains("other 3"));
        Assert.Contains(fit.Notes, note => note.Contains("virtual loudspeakers at 30 degrees") || note.Contains("at 30 degrees"));
        Assert.Contains(fit.Notes, note => note.Contains("phantom"));
        for (int driver = 0; driver < 5; driver++) Assert.Equal(driver is not (0 or 1), fit.Plan.Filters.IsSilent(0, driver));
        Assert.DoesNotContain(RaceFit.Judged(Designs.Canceller, _camilla, new(30e-6, 2, 250, 5000)).Notes, note => note.Contains("phantom"));
    }

    [Fact]
    public void ADeviceThatNeedsNone_IsToldSo()
    {
        SpatialDesign wide = SpatialDesigner.Design(new() { Device = DeviceFile.Open("stereo-60") });
        Assert.Contains(RaceFit.Of(wide, _easyEffects).Notes, note => note.Contains("leave it out"));
    }

    /// <summary>The design of a device's canceller, made once.</summary>
    static SpatialDesign Canceller(string device)
    {
        if (!_cancellers.TryGetValue(device, out SpatialDesign? design)) _cancellers[device] = design = SpatialDesigner.Design(new() { Device = DeviceFile.Open(device), AngleDegrees = null });
        return design;
    }

    /// <summary>The fit to it, made once.</summary>
    static RaceFit Fit(string device, IRaceFormat format)
    {
        if (!_fits.TryGetValue((device, format), out RaceFit? fit)) _fits[(device, format)] = fit = RaceFit.Of(Canceller(device), format);
        return fit;
    }

    /// <summary>Two ears without a head.</summary>
    sealed class TwoPoints(double halfWidth) : Head
    {
        internal override EarPair PointSource(Position source, double frequency) => new(At(source, halfWidth, frequency), At(source, -halfWidth, frequency));

        internal override EarPair[] PlaneWave(Position from, IReadOnlyList<double> frequencies) => throw new NotSupportedException();

        internal override EarPair Respond(DriverField field) => field.Monopoles
            .Select(point => (point.Strength, Ears: PointSource(point.Position, field.Frequency)))
            .Aggregate(new EarPair(0, 0), (sum, point) => new(sum.Left + point.Strength * point.Ears.Left, sum.Right + point.Strength * point.Ears.Right));

        static Complex At(Position source, double left, double frequency)
        {
            double metres = (source - new Position(0, left, 0)).Length;
            return Complex.FromPolarCoordinates(1 / metres, -Air.WaveNumber(frequency) * metres);
        }
    }
}
