using Proscenium.Engine.Plan;

namespace Proscenium.Files.Projects;

/// <summary>Files of one kind that come with the library, beside those of the user.</summary>
/// <param name="kind">What they describe: <c>device</c> for <c>*.device.json</c>.</param>
sealed class BuiltInFiles(string kind)
{
    /// <summary>Names, sorted.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. typeof(BuiltInFiles).Assembly.GetManifestResourceNames().Where(name => name.EndsWith($".{kind}.json", StringComparison.Ordinal)).Select(name => name[$"{kind}s/".Length..^$".{kind}.json".Length]).Order(StringComparer.Ordinal)];

    /// <summary>The text of one.</summary>
    public string Text(string name)
    {
        using Stream stream = typeof(BuiltInFiles).Assembly.GetManifestResourceStream($"{kind}s/{name}.{kind}.json") ?? throw new SettingException($"no {kind} '{name}' is built in.");
        return new StreamReader(stream).ReadToEnd();
    }

    /// <summary>The text of a built-in one by name, or of a file by path.</summary>
    /// <exception cref="FileFormatException">There is neither, or the file cannot be read.</exception>
    public string TextOf(string nameOrPath)
    {
        if (Names.Contains(nameOrPath)) return Text(nameOrPath);
        return File.Exists(nameOrPath) ? ProjectText.Of(nameOrPath)
            : throw new FileFormatException(new Fault(ErrorCodes.FileMissing, $"there is no {kind} '{nameOrPath}': {NearestName.Question(nameOrPath, Names)}name a built-in one ({string.Join(", ", Names)}) or a {kind} file"));
    }
}
