namespace Proscenium.Judging.Hearing;

/// <summary>How finely differences between the ears are told apart: standard deviations in a band of coherent signals.</summary>
/// <param name="TimeSeconds">Of the fine structure.</param>
/// <param name="LevelDb">Of levels.</param>
/// <param name="EnvelopeSeconds">Of the envelope.</param>
readonly record struct Acuity(double TimeSeconds, double LevelDb, double EnvelopeSeconds)
{
    /// <summary>
    /// A few times the smallest differences that are heard (10 to 20 us, 1 dB, 50 to 100 us), within that where people heard 166 synthesised sound fields; what was tried: docs/decisions/hearing.md.
    /// </summary>
    public static readonly Acuity Human = new(40e-6, 2.5, 200e-6);
}
