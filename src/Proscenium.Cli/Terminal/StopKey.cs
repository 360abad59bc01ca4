using Proscenium.Live.Control;

namespace Proscenium.Cli.Terminal;

/// <summary>The key q, or without a terminal a line with it on standard input, ends the work.</summary>
static class StopKey
{
    /// <summary>Waits in the background, as long as the process lives.</summary>
    public static void Watch(CancellationTokenSource work) => new Thread(() => Read(work)) { IsBackground = true, Name = "stop key" }.Start();

    static void Read(CancellationTokenSource work)
    {
        try
        {
            if (Console.IsInputRedirected)
            {
                while (Console.In.ReadLine() is { } line)
                    if (line.Trim() is "q" or "quit") work.Cancel();
            }
            else
            {
                while (TerminalKeys.Read().KeyChar is not ('q' or 'Q')) { }
                work.Cancel();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException) // the last also where the work has ended
        {
            // signals still end it
        }
    }
}
