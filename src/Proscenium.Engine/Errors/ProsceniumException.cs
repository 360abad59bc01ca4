namespace Proscenium.Engine.Errors;

/// <summary>
/// What Proscenium throws where files, settings, devices or programs are at fault: one sentence with the file, the fault and the cure,
/// and a code that stays. A caller's own mistake, such as a buffer of the wrong size, is an <see cref="ArgumentException"/>.
/// </summary>
public abstract class ProsceniumException : Exception
{
    /// <summary>An error of a fault.</summary>
    private protected ProsceniumException(Fault fault, Exception? cause) : base(fault.ToString(), cause) => Fault = fault;

    /// <summary>What is wrong and what repairs it.</summary>
    internal Fault Fault { get; }

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code => Fault.Code;
}
