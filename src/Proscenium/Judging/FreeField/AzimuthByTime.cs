using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.Hearing;
using Proscenium.Mathematics;

namespace Proscenium.Judging.FreeField;

/// <summary>Where a head takes sound to come from by its interaural time difference, which governs up to 1.5 kHz (Wightman and Kistler 1992): the azimuth from which a true loudspeaker has the same one.</summary>
sealed class AzimuthByTime
{
    const int StepDegrees = 5, MostDegrees = 90;
    const double Metres = 2;

    readonly double[] _times; // by azimuth, rising

    /// <summary>Listens to true loudspeakers all around the front.</summary>
    public AzimuthByTime(Head head) => _times = [.. Enumerable.Range(-MostDegrees / StepDegrees, 2 * MostDegrees / StepDegrees + 1)
        .Select(n => InterauralTime.Of(hertz => head.PointSource(Metres * Position.Direction(n * StepDegrees * Math.PI / 180), hertz)))];

    /// <summary>The azimuth of what the ears hear, degrees, + = left; at most 90 to either side.</summary>
    public double Degrees(EarSpectra heard, FrequencyGrid grid)
    {
        double time = InterauralTime.Of(hertz => new(heard.Left[grid.Bin(hertz)], heard.Right[grid.Bin(hertz)]));
        for (int n = 1; n < _times.Length; n++)
            if (time < _times[n]) return StepDegrees * (n - 1 + Math.Max(0, (time - _times[n - 1]) / (_times[n] - _times[n - 1]))) - MostDegrees;
        return MostDegrees;
    }
}
