using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Proscenium.Tests.Architecture;

/// <summary>The string literals of a compiled assembly; what an interpolated string has between its values is one each.</summary>
static class CompiledStrings
{
    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        List<string> literals = [];
        for (UserStringHandle handle = MetadataTokens.UserStringHandle(0); !(handle = metadata.GetNextHandle(handle)).IsNil;) literals.Add(metadata.GetUserString(handle));
        return literals;
    }
}
