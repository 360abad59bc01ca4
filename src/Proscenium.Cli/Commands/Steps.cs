namespace Proscenium.Cli.Commands;

/// <summary>Work in several steps, each a <see cref="LongRun"/> that says which of them it is, as in <c>[2/5] rendering</c>.</summary>
/// <param name="count">How many there are.</param>
/// <param name="quiet">No progress.</param>
/// <param name="cancel">Cancelled by the command's own <see cref="Interruption"/>.</param>
sealed class Steps(int count, bool quiet, CancellationToken cancel)
{
    int _begun;

    /// <summary>Runs the next one.</summary>
    /// <param name="what">What goes on, in a word or two.</param>
    /// <param name="work">The work.</param>
    public T Next<T>(string what, Func<IProgress<double>, CancellationToken, T> work) => LongRun.Of(Label(++_begun, count, what), quiet, work, cancel);

    /// <summary>A step in words.</summary>
    public static string Label(int step, int count, string what) => count == 1 ? what : $"[{step}/{count}] {what}";
}
