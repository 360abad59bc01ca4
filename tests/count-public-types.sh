#!/usr/bin/env bash
# Prints how many public types each package shows, and their sum: count-public-types.sh [FOLDER OF PACKAGES], by default artifacts/release (made by ./release.sh --only packages).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
packages=$(realpath -m -- "${1:-$root/artifacts/release}")
shopt -s nullglob
found=("$packages"/Proscenium*.nupkg)
[ "${#found[@]}" -gt 0 ] || { echo "count-public-types.sh: $packages holds no packages: run ./release.sh --only packages, or name another folder." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/count.cs" <<'END'
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

int sum = 0;
foreach (string path in args)
{
    using PEReader image = new(File.OpenRead(path));
    MetadataReader types = image.GetMetadataReader();
    int shown = types.TypeDefinitions.Count(handle => IsShown(types, handle));
    Console.WriteLine($"{shown,5} {Path.GetFileNameWithoutExtension(path)}");
    sum += shown;
}
Console.WriteLine($"{sum,5} in all");

static bool IsShown(MetadataReader types, TypeDefinitionHandle handle)
{
    TypeDefinition type = types.GetTypeDefinition(handle);
    return (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsShown(types, type.GetDeclaringType()),
        _ => false,
    };
}
END
for package in "${found[@]}"; do unzip -q -o "$package" 'lib/net10.0/*.dll' -d "$work" 2>/dev/null || true; done # the tool has no library
cd "$work"
dotnet run count.cs -- "$work"/lib/net10.0/*.dll
