namespace Proscenium.Files.Sound;

/// <summary>What a sound file holds.</summary>
/// <param name="SampleRate">Samples per second, 1 to 768000.</param>
/// <param name="Channels">1 to 64.</param>
public readonly record struct SoundFormat(int SampleRate, int Channels);
