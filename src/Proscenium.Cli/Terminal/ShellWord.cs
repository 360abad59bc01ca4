namespace Proscenium.Cli.Terminal;

/// <summary>A name as it is typed on a command line.</summary>
static class ShellWord
{
    const string Plain = "-_./\\:,=+@%~";

    /// <summary>The name, in quotation marks where a shell would take it apart.</summary>
    public static string Of(string name) => name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || Plain.Contains(letter)) ? name : $"\"{name}\"";
}
