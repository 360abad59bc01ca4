namespace Proscenium.Integrations.Export;

/// <summary>What is asked of an export; what is left out is chosen as it suits each format.</summary>
/// <param name="StereoOnly">Left and right alone.</param>
/// <param name="Rates">Sample rates, or null for those that suit the format.</param>
/// <param name="GainDb">The gain, or null for the one that suits the format.</param>
/// <param name="SafeHeadroom">True for a gain of minus the headroom.</param>
sealed record ExportSettings(bool StereoOnly, IReadOnlyList<int>? Rates = null, double? GainDb = null, bool SafeHeadroom = false);
