using Proscenium.Cli.Terminal;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Levels;

namespace Proscenium.Cli.Text;

/// <summary>The spinoramas of a plan in words.</summary>
static class SpinoramaText
{
    const int NameWidth = 20;

    /// <summary>A table with a row for each signal.</summary>
    public static void Print(Spinoramas spinoramas, Report report)
    {
        report.Line($"measured like a loudspeaker ({Standard}):");
        report.Line($"  {"",NameWidth}{"predicted in-room response",30}{"by a whole sphere",24}{"directivity index, dB",31}");
        report.Line($"  {"",NameWidth}{"dB/octave",18}{"off, dB",12}{"dB/octave",12}{"off, dB",12}{"1 kHz",13}{"300 Hz-3 kHz",18}");
        foreach ((string name, Spinorama spinorama) in spinoramas.All)
            report.Line($"  {name,-NameWidth}{Slope(spinorama.InRoom),18}{spinorama.InRoom.DeviationDb,12:0.0}{Slope(spinorama.InRoomBySphere),12}{spinorama.InRoomBySphere.DeviationDb,12:0.0}"
                + $"{Level.Of(spinorama.IndexAt1KHzDb),13}{Level.Of(spinorama.MidrangeIndexDb),18}");
        report.Line("  from 200 Hz to 8 kHz; off: rms from the straight line of that slope; by a whole sphere: with the power in all directions, not only on two circles");
    }

    /// <summary>How they were measured.</summary>
    public static string Standard => $"CTA-2034-A, 70 directions at {Spinoramas.Metres:0} m in free field";

    /// <summary>The slope of a line in dB an octave.</summary>
    public static string Slope(Trend trend) => Level.Change(trend.DbPerOctave);
}
