namespace Proscenium.Files;

/// <summary>A sound, a sound device or a place for results that cannot be used.</summary>
public sealed class SoundException : ProsceniumException
{
    /// <summary>An error with <see cref="ErrorCodes.SoundUnreadable"/>.</summary>
    public SoundException(string sentence, Exception? cause = null) : this(new Fault(ErrorCodes.SoundUnreadable, sentence), cause)
    {
    }

    /// <summary>An error of a fault.</summary>
    internal SoundException(Fault fault, Exception? cause = null) : base(fault, cause)
    {
    }
}
