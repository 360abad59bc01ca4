using Proscenium.Acoustics;
using Proscenium.Design;
using Proscenium.Engine.Dsp;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering;

namespace Proscenium.Mixes.Stage;

/// <summary>The spectrum of music at the ears, as <c>render --monitor</c> plays it, relative to a pair of flat loudspeakers at 30 degrees that play the same.</summary>
static class MonitorTone
{
    const double AngleDegrees = 30;

    /// <summary>Third octaves in which it is told.</summary>
    public static IReadOnlyList<Band> Bands { get; } = Band.ThirdOctaves(200, 12500);

    /// <summary>Power at both ears over the pair's by <see cref="Bands"/>, dB; alike on average from 500 Hz to 2 kHz.</summary>
    /// <param name="music">Path of a stereo file at the plan's rate.</param>
    /// <param name="design">The plan.</param>
    /// <param name="head">The head that hears both.</param>
    public static double[] Of(string music, SpatialDesign design, Head head)
    {
        FreeFieldSetup setup = new(design.Request.Device, design.Request.Distance, head, FrequencyGrid.ForDesign(design.Plan.SampleRate));
        MusicSpectrum device = new(design.Plan.SampleRate), pair = new(design.Plan.SampleRate);
        using ProgrammeSource played = new(music);
        new OfflineRender(design.Plan, -design.Plan.HeadroomDb, MonitorFilters.Of(design.Request.Device, design.Request.Distance, head, design.Plan.SampleRate)).Run(played, device.Add);
        MatrixRun.Run(Played.From(Mix.Read(music)), Paths(setup), pair.Add);
        double[] over = [.. Bands.Select(band => device.Db(band) - pair.Db(band))];
        double level = over.Where((_, band) => Bands[band].Centre is > 495 and < 2020).Average();
        return Array.ConvertAll(over, decibels => decibels - level);
    }

    static FirMatrix Paths(FreeFieldSetup setup)
    {
        EarResponses[] loudspeakers = [.. setup.TruePair(AngleDegrees).Select(spectra => EarResponses.Of(spectra, setup.Grid))];
        FirMatrix paths = new(2, 2, setup.Grid.FftLength);
        for (int input = 0; input < 2; input++)
            for (int n = 0; n < paths.Taps; n++) (paths[input, 0][n], paths[input, 1][n]) = ((float)loudspeakers[input].Left[n], (float)loudspeakers[input].Right[n]);
        return paths;
    }
}
