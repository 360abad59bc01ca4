using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text;

namespace Proscenium.Tests.Architecture;

/// <summary>Where the code of an assembly writes or orders what it says in the language of the host: read off its method bodies.</summary>
static class CultureCalls
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Type[] _numbers = [typeof(double), typeof(float), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan)];

    /// <summary>Methods, and what each does in the host's language.</summary>
    public static IEnumerable<string> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        where !IsPrintedRecord(method)
        from fault in Faults(method).Distinct()
        select $"{type.FullName}.{method.Name}: {fault}";

    /// <summary>What the compiler writes for records is for debuggers.</summary>
    static bool IsPrintedRecord(MethodBase method) => method.Name is "PrintMembers" or "ToString" && method.DeclaringType!.GetMethod("<Clone>$") is not null
        || method.Name == "PrintMembers";

    static IEnumerable<string> Faults(MethodBase method)
    {
        Stack<bool> ofHost = []; // one for each text that is being put together
        foreach ((OpCode _, MemberInfo member) in CompiledModules.Members(method))
        {
            if (member is not MethodBase called || called.DeclaringType is not { } owner) continue;
            Type[] parameters = [.. called.GetParameters().Select(parameter => parameter.ParameterType)];
            bool hasProvider = parameters.Contains(typeof(IFormatProvider));
            if (owner == typeof(DefaultInterpolatedStringHandler) || owner == typeof(StringBuilder.AppendInterpolatedStringHandler))
            {
                if (called.IsConstructor) ofHost.Push(!hasProvider);
                else if (called.Name == nameof(DefaultInterpolatedStringHandler.ToStringAndClear)) ofHost.TryPop(out _);
                else if (called is MethodInfo { IsGenericMethod: true } formatted && IsNumber(formatted.GetGenericArguments()[0]) && ofHost.TryPeek(out bool host) && host) yield return $"a number in an interpolated string ({formatted.GetGenericArguments()[0].Name})";
                continue;
            }
            if (parameters.Any(parameter => parameter == typeof(DefaultInterpolatedStringHandler).MakeByRefType() || parameter == typeof(StringBuilder.AppendInterpolatedStringHandler).MakeByRefType())) ofHost.TryPop(out _);
            else if (!hasProvider && IsOfHost(owner, called, parameters)) yield return $"{owner.Name}.{called.Name}";
        }
    }

    static bool IsOfHost(Type owner, MethodBase called, Type[] parameters) => called.Name switch
    {
        "ToString" or "Parse" or "TryParse" or "TryFormat" => IsNumber(owner),
        "Append" or "Insert" when owner == typeof(StringBuilder) => parameters.Any(IsNumber) && !(called.Name == "Insert" && parameters[1] == typeof(string)),
        "Format" when owner == typeof(string) => true,
        "ToLower" or "ToUpper" => (owner == typeof(string) || owner == typeof(char)) && parameters.Length == (owner == typeof(char) ? 1 : 0),
        "StartsWith" or "EndsWith" or "IndexOf" or "LastIndexOf" or "Compare" or "CompareTo" => owner == typeof(string) && parameters.FirstOrDefault() == typeof(string) && !parameters.Contains(typeof(StringComparison)),
        "Order" or "OrderDescending" => called.GetGenericArguments()[0] == typeof(string) && parameters.Length == 1,
        "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" => called.GetGenericArguments()[1] == typeof(string) && parameters.Length == 2,
        "Sort" => parameters.Length <= 1 && (owner.IsGenericType && owner.GetGenericArguments()[0] == typeof(string) || parameters.FirstOrDefault() == typeof(string[])),
        _ => false,
    };

    static bool IsNumber(Type type) => _numbers.Contains(Nullable.GetUnderlyingType(type) ?? type);
}
