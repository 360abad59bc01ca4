namespace Proscenium.Integrations.Export;

/// <summary>Names that every program takes: letters, digits and dashes of ASCII, none twice among inputs and drivers together.</summary>
static class SafeNames
{
    const int Longest = 32;

    /// <summary>The inputs' names.</summary>
    public static IReadOnlyList<string> Inputs(MultiRatePlan multiRatePlan) => [.. multiRatePlan.Inputs.Select(Of)];

    /// <summary>The drivers' names, each after its number.</summary>
    public static IReadOnlyList<string> Drivers(MultiRatePlan multiRatePlan) => [.. multiRatePlan.Drivers.Select((driver, n) => $"{n + 1}-{Of(driver)}")];

    /// <summary>A name in such letters; two may become the same.</summary>
    public static string Of(string name) => string.Concat(name.Take(Longest).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    /// <summary>A name as it is, but on one line: for comments.</summary>
    public static string OneLine(string name) => string.Concat(name.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
}
