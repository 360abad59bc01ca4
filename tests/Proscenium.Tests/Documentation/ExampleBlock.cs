using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Proscenium.Tests.Documentation;

/// <summary>
/// A block of C# in a page: a program of top-level statements. The words after <c>```csharp</c> say what it is not:
/// <c>fragment</c>, not a whole program; <c>compile-only</c>, not one that runs without further ado.
/// </summary>
sealed partial record ExampleBlock(string Page, int Line, string[] Words, string[] Lines)
{
    /// <summary>Whether it is a program.</summary>
    public bool Compiles => !Words.Contains("fragment");

    /// <summary>Whether the program runs to its end by itself.</summary>
    public bool Runs => Compiles && !Words.Contains("compile-only");

    /// <summary>All blocks of a page.</summary>
    /// <param name="page">Its name.</param>
    /// <param name="text">Its Markdown.</param>
    public static IEnumerable<ExampleBlock> Of(string page, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int n = 0; n < lines.Length; n++)
        {
            if (Fence().Match(lines[n]) is not { Success: true } fence) continue;
            int end = Array.FindIndex(lines, n + 1, line => line.TrimStart().StartsWith("```", StringComparison.Ordinal));
            Assert.True(end > 0, $"{page}:{n + 1}: the block has no end");
            yield return new(page, n + 2, fence.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), lines[(n + 1)..end]);
            n = end;
        }
    }

    /// <summary>A source file that holds it as <c>Example</c> with a method <c>Run</c>, in a namespace of its own; the compiler tells errors by page and line.</summary>
    /// <param name="number">Which one it is.</param>
    public string Source(int number)
    {
        int types = Array.FindIndex(Lines, line => Declaration().IsMatch(line));
        if (types < 0) types = Lines.Length;
        StringBuilder source = new();
        foreach ((int n, string line) in Lines.Index().Where(line => Using().IsMatch(line.Item))) Append(source, n, line);
        source.AppendLine("#line hidden").AppendLine(CultureInfo.InvariantCulture, $"namespace Examples.Example{number}").AppendLine("{");
        source.AppendLine("static class Example { public static async Task Run(string[] args) {");
        foreach ((int n, string line) in Lines[..types].Index().Where(line => !Using().IsMatch(line.Item))) Append(source, n, line);
        source.AppendLine("#line hidden").AppendLine("await Task.CompletedTask; } }");
        foreach ((int n, string line) in Lines[types..].Index()) Append(source, types + n, line);
        return source.AppendLine("#line hidden").AppendLine("}").ToString();
    }

    void Append(StringBuilder source, int n, string line) => source.AppendLine(CultureInfo.InvariantCulture, $"#line {Line + n} \"{Page}\"").AppendLine(line);

    [GeneratedRegex(@"^\s*```csharp\b(?<words>.*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^using\s+(static\s+)?[\w.]+(\s*=\s*[^;]+)?;")]
    private static partial Regex Using();

    [GeneratedRegex(@"^((public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(class|record|struct|interface|enum)\s")]
    private static partial Regex Declaration();
}
