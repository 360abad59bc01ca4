using Proscenium.Files;

namespace Proscenium.Tests;

/// <summary>Finds recordings and measurements that are not part of the repository; a test without them skips with one sentence.</summary>
static class RecordedData
{
    static readonly string? _folder = Locate();

    /// <summary>Full path of a file or folder in the data set, or skips the running test.</summary>
    [Trait(Traits.Needs, Traits.Data)]
    public static string Path(string relative)
    {
        string? path = _folder is null ? null : System.IO.Path.Combine(_folder, relative);
        if (path is null || !(File.Exists(path) || Directory.Exists(path)))
            Assert.Skip($"missing data: '{relative}' is not there; set PROSCENIUM_DATA to a folder that holds it.");
        return path;
    }

    /// <summary>Full path of a file in the data set, or null.</summary>
    public static string? Find(string relative)
    {
        string? path = _folder is null ? null : System.IO.Path.Combine(_folder, relative);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Full path of a folder in the data set, or null.</summary>
    public static string? FolderOrNull(string relative)
    {
        string? path = _folder is null ? null : System.IO.Path.Combine(_folder, relative);
        return Directory.Exists(path) ? path : null;
    }

    /// <summary>The KEMAR head: from the data set, else where Debian's libmysofa1 puts it.</summary>
    [Trait(Traits.Needs, Traits.Data)]
    public static string Kemar()
    {
        const string debian = "/usr/share/libmysofa/MIT_KEMAR_normal_pinna.sofa";
        string? path = _folder is null ? null : System.IO.Path.Combine(_folder, "hrtf", "MIT_KEMAR_normal_pinna.sofa");
        if (path is not null && File.Exists(path)) return path;
        if (!File.Exists(debian))
            Assert.Skip("missing data: no KEMAR head; install Debian's libmysofa1 or set PROSCENIUM_DATA.");
        return debian;
    }

    /// <summary>Skips the running test where a program is not installed.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="package">Debian's package, where that has another name.</param>
    [Trait(Traits.Needs, Traits.Program)]
    public static void RequireProgram(string program, string? package = null)
    {
        if (!InstalledProgram.Exists(program))
            Assert.Skip($"missing program: '{program}' is not on the PATH; install it (Debian: apt-get install {package ?? program}).");
    }

    static string? Locate()
    {
        if (Environment.GetEnvironmentVariable("PROSCENIUM_DATA") is { Length: > 0 } named) return named;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "Proscenium.slnx"))) continue;
            string beside = System.IO.Path.Combine(folder.FullName, "..", "shared", "data");
            return Directory.Exists(beside) ? System.IO.Path.GetFullPath(beside) : null;
        }
        return null;
    }
}
