using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Proscenium.Tests.Architecture;

/// <summary>What tests need beyond the repository: read off the compiled code that they reach within this assembly.</summary>
static class TestNeeds
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Assembly _tests = typeof(TestNeeds).Assembly;
    static readonly Dictionary<MemberInfo, MemberInfo[]> _used = [];

    /// <summary>All tests, each with the class that runs it.</summary>
    public static IEnumerable<(Type Class, MethodInfo Test)> Tests =>
        from type in _tests.GetTypes()
        where !type.IsAbstract
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.IsDefined(typeof(FactAttribute), inherit: true)
        select (type, method);

    /// <summary>The needs of the methods that a test reaches, and of those that construct its class.</summary>
    public static IReadOnlyList<string> Reached(Type testClass, MethodInfo test)
    {
        Stack<MemberInfo> left = new([test]);
        for (Type? type = testClass; type?.Assembly == _tests; type = type.BaseType)
            foreach (ConstructorInfo constructor in type.GetConstructors(All & ~BindingFlags.Static)) left.Push(constructor);
        HashSet<MemberInfo> seen = [];
        while (left.TryPop(out MemberInfo? member))
        {
            if (!seen.Add(member)) continue;
            if (!_used.TryGetValue(member, out MemberInfo[]? used)) _used[member] = used = [.. Used(member)];
            foreach (MemberInfo next in used) left.Push(next);
        }
        return [.. seen.Where(member => member != test).SelectMany(Stated).Distinct().Order()];
    }

    /// <summary>What the traits of a test and its class say.</summary>
    public static IReadOnlyList<string> Stated(Type testClass, MethodInfo test) => [.. Stated(test).Concat(Stated(testClass)).Distinct().Order()];

    static IEnumerable<string> Stated(MemberInfo member) => member.GetCustomAttributes<TraitAttribute>(inherit: true).Where(trait => trait.Name == Traits.Needs).Select(trait => trait.Value);

    static IEnumerable<MemberInfo> Used(MemberInfo member)
    {
        IEnumerable<MemberInfo> named = member switch
        {
            MethodBase method => CompiledModules.Members(method).Select(used => used.Member),
            FieldInfo field => Initialiser(field),
            _ => [],
        };
        if (member.GetCustomAttribute<StateMachineAttribute>() is { } machine) named = named.Concat(machine.StateMachineType.GetMethods(All));
        return named.Where(used => used.Module.Assembly == _tests && used is MethodBase or FieldInfo { IsStatic: true });
    }

    /// <summary>What the static constructor names before it sets a field.</summary>
    static List<MemberInfo> Initialiser(FieldInfo field)
    {
        List<MemberInfo> named = [];
        if (field.DeclaringType?.TypeInitializer is { } initialiser)
            foreach ((OpCode operation, MemberInfo member) in CompiledModules.Members(initialiser))
            {
                if (operation != OpCodes.Stsfld || member.DeclaringType != field.DeclaringType) named.Add(member);
                else if (member == field) return named;
                else named.Clear();
            }
        return [];
    }
}
