using System.Collections.Frozen;
using System.Reflection;

namespace Proscenium.Studio.Serving;

/// <summary>The page's files, which are part of the library.</summary>
static class PageFiles
{
    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    const string Prefix = "page/";

    static readonly Assembly _assembly = typeof(PageFiles).Assembly;
    static readonly FrozenSet<string> _names = _assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenSet();

    /// <summary>A file by its path in an address, and its type; null where there is none.</summary>
    public static (Stream Content, string Type)? Find(string path)
    {
        string name = Prefix + (path == "/" ? Index : path.TrimStart('/'));
        return _names.Contains(name) && _assembly.GetManifestResourceStream(name) is { } content ? (content, TypeOf(name)) : null;
    }

    /// <summary>All files by their names.</summary>
    public static IEnumerable<(string Name, Stream Content)> All => _names.Select(name => (name[Prefix.Length..], _assembly.GetManifestResourceStream(name)!));

    static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
