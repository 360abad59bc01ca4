namespace Proscenium.Files;

/// <summary>A sound file that cannot be read or written: one sentence with the file, the fault and the cure.</summary>
public sealed class SoundException(string message, Exception? cause = null) : Exception(message, cause);
