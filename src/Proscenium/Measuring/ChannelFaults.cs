using static System.FormattableString;

namespace Proscenium.Measuring;

/// <summary>What the channels of one recording show beside each other.</summary>
static class ChannelFaults
{
    const double MostSecondsApart = 5e-3; // sound takes 1 ms round a head

    /// <summary>Microphones that hear nothing, and channels that do not begin together.</summary>
    /// <param name="name">The file.</param>
    /// <param name="recovery">What was recovered.</param>
    /// <param name="ears">The ear of each channel.</param>
    public static IEnumerable<SetupFault> In(string name, SweepRecovery recovery, IReadOnlyList<string> ears)
    {
        bool[] deaf = Array.ConvertAll(recovery.Responses, sources => !sources.Any(response => response.IsHeard));
        if (!deaf.Contains(false)) yield break; // then the recording is of something else
        for (int n = 0; n < deaf.Length; n++)
            if (deaf[n]) yield return new($"{name}: channel {n + 1}, the {ears[n]} ear's, holds none of the sweeps: look at that microphone's plug, power and gain, and measure again", IsFatal: true);
        if (recovery.HasGap || recovery.IsCut || !recovery.Responses.All(sources => sources.All(response => response.IsHeard))) yield break;
        double apart = recovery.StartsSeconds.Max() - recovery.StartsSeconds.Min();
        if (apart > MostSecondsApart) yield return new(Invariant($"{name}: the channels start at different times, {1000 * apart:0} ms apart: record both with one sound card, or name a recording for each ear"), IsFatal: true);
    }
}
