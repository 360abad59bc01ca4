using Proscenium.Analysis;
using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Text;

/// <summary>How loud a plan plays, in words.</summary>
static class HighestLevelText
{
    /// <summary>The left channel and both channels alike, by octave.</summary>
    public static void Print(HighestLevels highest, Report report)
    {
        report.Line($"  level of the loudest sine at the louder ear, this plan/untreated, {(highest.IsSoundPressure ? "sound pressure level" : "relative to a driver at full scale in free air, 1 m away")}:");
        Line("    left channel", highest.Left, highest.UntreatedLeft);
        Line("    both channels alike", highest.Both, highest.UntreatedBoth);

        void Line(string name, double[] plan, double[] untreated) =>
            report.Figure(name, string.Join(", ", HighestLevels.Octaves.Select(octave => $"{highest.Octave(plan, octave.Centre):0}/{highest.Octave(untreated, octave.Centre):0} dB ({octave.Centre:0} Hz)")));
    }

    /// <summary>The left channel's level about a frequency, and that of the untreated device.</summary>
    public static string At(HighestLevels highest, double hertz) => $"{highest.Octave(highest.Left, hertz):0} dB (untreated {highest.Octave(highest.UntreatedLeft, hertz):0} dB)";
}
