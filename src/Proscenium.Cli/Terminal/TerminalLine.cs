namespace Proscenium.Cli.Terminal;

/// <summary>The line of a terminal on standard error that is written over again and again.</summary>
static class TerminalLine
{
    const int UsualColumns = 80;

    /// <summary>True where there is a terminal that can write over a line.</summary>
    public static bool IsThere => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>How many characters fit without a new line.</summary>
    public static int Columns
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 0 and int columns ? columns - 1 : UsualColumns - 1;
            }
            catch (Exception e) when (e is IOException or PlatformNotSupportedException)
            {
                return UsualColumns - 1;
            }
        }
    }
}
