namespace Proscenium.Storage;

/// <summary>What a sound file holds.</summary>
/// <param name="SampleRate">Samples per second, 1 to 768000.</param>
/// <param name="Channels">1 to 64.</param>
public readonly record struct SoundFormat(int SampleRate, int Channels);

/// <summary>A sound file that cannot be read or written: one sentence with the file, the fault and the cure.</summary>
public sealed class SoundException(string message, Exception? cause = null) : Exception(message, cause);
