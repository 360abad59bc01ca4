using System.Text;
using Proscenium.Files;
using Proscenium.Live.Control;

namespace Proscenium.Cli.Terminal;

/// <summary>
/// Text on the standard streams, one rule for all commands: figures that standard output does not take are an error of standard output, and
/// what standard error does not take is dropped, since no result depends on it.
/// </summary>
static class StandardText
{
    /// <summary>Puts the rule before the streams of the process.</summary>
    public static void Guard()
    {
        if (Opened(() => Console.Out) is { } output) Console.SetOut(new Required(output));
        TextWriter? errors = Opened(() => Console.Error);
        Console.SetError(errors is null ? TextWriter.Null : new LossyWriter(() => errors));
    }

    static TextWriter? Opened(Func<TextWriter> stream)
    {
        try
        {
            return stream();
        }
        catch (Exception e) when (OutputFault.IsOfASystem(e))
        {
            return null;
        }
    }

    /// <summary>A writer whose faults are told as those of standard output.</summary>
    sealed class Required(TextWriter output) : TextWriter
    {
        public override Encoding Encoding => output.Encoding;

        public override void Write(char value) => Do(() => output.Write(value));

        public override void Write(string? value) => Do(() => output.Write(value));

        public override void WriteLine(string? value) => Do(() => output.WriteLine(value));

        public override void Flush() => Do(output.Flush);

        static void Do(Action print)
        {
            try
            {
                print();
            }
            catch (Exception e) when (OutputFault.IsOfAStream(e))
            {
                throw OutputFault.Of("-", e);
            }
        }
    }
}
