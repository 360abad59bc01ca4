namespace Proscenium.Engine.Errors;

/// <summary>A setting that cannot be used: out of its range, of a name that there is not, or not together with another.</summary>
public sealed class SettingException : ProsceniumException
{
    /// <summary>An error with <see cref="ErrorCodes.SettingInvalid"/>.</summary>
    public SettingException(string sentence, Exception? cause = null) : this(new Fault(ErrorCodes.SettingInvalid, sentence), cause)
    {
    }

    /// <summary>An error of a fault.</summary>
    internal SettingException(Fault fault, Exception? cause = null) : base(fault, cause)
    {
    }
}
