using Proscenium.Acoustics;
using Proscenium.Cli.Terminal;
using Proscenium.Judging.Rooms;
using Proscenium.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>What a room's impulse response says, line by line.</summary>
static class RoomResponseText
{
    /// <summary>Prints it.</summary>
    public static void Print(RoomResponseFigures figures, Report report)
    {
        report.Figure("distance from source to microphone", $"{figures.Metres:0.00} m, {1000 * figures.Metres / Air.SpeedOfSound:0.0} ms; {(figures.HasDirectSound ? $"amplitude of the direct sound {1 / figures.Metres:0.000}" : "no direct sound: a wall is in the way")}");
        report.Figure("image sources", figures.TailFromSeconds is { } from ? $"exact to {1000 * from:0} ms, then random with the same energy" : "exact to the end");
        if (figures.Room.IsAnechoic) return;
        report.Figure("octave, Hz", Row(figures, band => RoomText.Hertz(OctaveBands.Centres[band])));
        report.Figure("  T60 (Eyring), s", Row(figures, band => $"{figures.Room.EyringSeconds[band]:0.00}"));
        report.Figure("  T20, s", Row(figures, band => Seconds(figures.Decays[band].T20)));
        report.Figure("  T20 over T60", Row(figures, band => Seconds(figures.Decays[band].T20 / figures.Room.EyringSeconds[band])));
        report.Figure("  early decay time, s", Row(figures, band => Seconds(figures.Decays[band].EarlyDecayTime)));
        report.Figure("  C50, dB", Row(figures, band => Decibels(figures.Decays[band].C50)));
        report.Figure("  C80, dB", Row(figures, band => Decibels(figures.Decays[band].C80)));
    }

    static string Row(RoomResponseFigures figures, Func<int, string> cell) => string.Concat(Enumerable.Range(0, figures.Decays.Count).Select(band => $"{cell(band),7}"));

    static string Seconds(double value) => double.IsNaN(value) ? "-" : $"{value:0.00}";

    static string Decibels(double value) => double.IsFinite(value) && value < 60 ? $"{value:0.0}" : "-";
}
