namespace Proscenium.Tests.Release;

/// <summary>The sources that these tests were built from.</summary>
static class SourceTree
{
    /// <summary>The folder of the solution, or skips the running test.</summary>
    public static string Root { get; } = Find();

    /// <summary>"Release" or "Debug", as these tests were built.</summary>
    public static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)) == "debug" ? "Debug" : "Release";

    static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Proscenium.slnx"))) folder = folder.Parent;
        if (folder is null) Assert.Skip("missing sources: Proscenium.slnx is in no folder above the tests; run them where they were built.");
        return folder.FullName;
    }
}
