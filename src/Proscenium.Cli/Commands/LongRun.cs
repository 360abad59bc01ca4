using Proscenium.Cli.Terminal;

namespace Proscenium.Cli.Commands;

/// <summary>Work of the library that takes a while: a line shows its progress, and Ctrl-C ends it.</summary>
static class LongRun
{
    const int TickMilliseconds = 500;

    /// <summary>Runs it.</summary>
    /// <param name="what">What goes on, in a word or two.</param>
    /// <param name="quiet">No progress.</param>
    /// <param name="work">The work.</param>
    public static T Of<T>(string what, bool quiet, Func<IProgress<double>, CancellationToken, T> work)
    {
        using Interruption interruption = new();
        return Of(what, quiet, work, interruption.Token);
    }

    /// <summary>Runs it as a step of a command.</summary>
    /// <param name="what">What goes on, in a word or two.</param>
    /// <param name="quiet">No progress.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancel">Cancelled by the command's own <see cref="Interruption"/>.</param>
    public static T Of<T>(string what, bool quiet, Func<IProgress<double>, CancellationToken, T> work, CancellationToken cancel)
    {
        using ProgressLine progress = new(what, null, quiet);
        using Timer ticks = new(_ => progress.Tick(), null, TickMilliseconds, TickMilliseconds);
        T result = work(progress, cancel);
        cancel.ThrowIfCancellationRequested(); // work that did not look does not swallow the signal
        return result;
    }
}
