namespace Proscenium.Files;

/// <summary>Why something could not be written, in the user's words: the place by the name that the user gave it, the fault and the cure.</summary>
static class OutputFault
{
    // errors of Linux that .NET passes on as they are; those of macOS where they differ; of Windows
    const int NoSpace = 28, TooLarge = 27, BrokenPipe = 32, OverQuota = 122, OverQuotaOnMacos = 69, TooLargeSignal = 25, WindowsDiskFull = unchecked((int)0x80070070), KeptOnLinux = 11, KeptOnMacos = 35, KeptOnWindows = unchecked((int)0x80070020);

    const string NoSpaceLeft = "there is no space left: make room, or name a place on another disk";

    /// <summary>The error of a fault; one that has its sentence already stays.</summary>
    public static SoundException Of(string name, Exception cause) => cause as SoundException ?? new(new Fault(ErrorCodes.PlaceUnusable, $"{Said(name)}: cannot be written: {(name == "-" && cause is UnauthorizedAccessException ? "it is closed, or cannot be written to: direct it to a file or another program" : Reason(cause))}"), cause);

    /// <summary>The error of a disk that takes no more, where another program met it; null for other complaints.</summary>
    public static SoundException? OfProgram(string name, string complaint) =>
        complaint.Contains("No space left", StringComparison.OrdinalIgnoreCase) ? Of(name, new IOException(complaint, NoSpace)) : complaint.Contains("File too large", StringComparison.OrdinalIgnoreCase) ? Of(name, new IOException(complaint, TooLarge)) : null;

    /// <summary>The same where a signal of the system ended the program.</summary>
    public static SoundException? OfSignal(string name, int signal) => signal == TooLargeSignal ? Of(name, new IOException("", TooLarge)) : null;

    /// <summary>True for an error that says that a disk is full: whatever is to be written next cannot be, either.</summary>
    public static bool IsOfAFullDisk(Exception error) => error is IOException { HResult: NoSpace or WindowsDiskFull or OverQuota } || (error.InnerException is { } cause && IsOfAFullDisk(cause));

    /// <summary>Makes a folder where it is missing.</summary>
    /// <exception cref="SoundException">It cannot be made.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (IsOfASystem(e))
        {
            throw Of(path, e);
        }
    }

    /// <summary>True for what the system says of a place that takes no more.</summary>
    public static bool IsOfASystem(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>True where another program keeps a file for itself: EWOULDBLOCK of Linux and macOS, a sharing violation of Windows.</summary>
    public static bool IsOfAnotherUser(IOException e) => e.HResult is KeptOnLinux or KeptOnMacos or KeptOnWindows;

    /// <summary>The same for a stream, where .NET tells a file that is too large by an error of arguments.</summary>
    public static bool IsOfAStream(Exception e) => IsOfASystem(e) || e is ArgumentOutOfRangeException;

    static string Said(string name) => name == "-" ? "standard output" : name;

    static string Reason(Exception cause) => cause switch
    {
        UnauthorizedAccessException => "there is no right to: look at the rights of the file and of its folder",
        PathTooLongException => "the name is too long: choose a shorter one",
        { HResult: NoSpace or WindowsDiskFull } => NoSpaceLeft,
        { HResult: OverQuota } => "there is no space left for this user: make room, or name a place on another disk",
        { HResult: OverQuotaOnMacos } when OperatingSystem.IsMacOS() => "there is no space left for this user: make room, or name a place on another disk",
        ArgumentOutOfRangeException or { HResult: TooLarge } => "files as large as that are not allowed: name a place on another disk",
        { HResult: BrokenPipe } => "nobody reads it any more",
        _ => Unnamed(cause.Message),
    };

    /// <summary>.NET's words without the path that it adds, which may be a temporary one.</summary>
    static string Unnamed(string message) => message.IndexOf(" : '", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message.TrimEnd('.');
}
