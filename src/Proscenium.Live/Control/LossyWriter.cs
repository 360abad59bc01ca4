using System.Text;

namespace Proscenium.Live.Control;

/// <summary>Prints where it can: what cannot be printed (a full disk, a closed descriptor, a terminal that is gone) is dropped, and the sound goes on.</summary>
/// <param name="output">Where to print; looked up each time, since even that may fail.</param>
sealed class LossyWriter(Func<TextWriter> output) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Try(writer => writer.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(writer => writer.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(writer => writer.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(writer => writer.Flush());

    void Try(Action<TextWriter> print)
    {
        try
        {
            print(output());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException or ProsceniumException) // the last where the stream has a sentence of its own
        {
            // nobody is there to read it
        }
    }
}
