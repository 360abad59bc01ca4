using System.Reflection;
using System.Reflection.Emit;

namespace Proscenium.Tests.Architecture;

/// <summary>Which namespaces the code of an assembly really uses: read off its types, signatures and method bodies.</summary>
static class CompiledModules
{
    const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Dictionary<short, OpCode> _opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Pairs of namespaces, user and used, within the project.</summary>
    public static IEnumerable<(string User, string Used, string Type)> Uses(Assembly assembly) =>
        from type in assembly.GetTypes()
        where IsOurs(type)
        from used in TypesIn(type).SelectMany(Parts).Where(IsOurs)
        select (type.Namespace!, used.Namespace!, type.FullName!);

    static bool IsOurs(Type type) => type.Namespace is { } module && (module == "Proscenium" || module.StartsWith("Proscenium.", StringComparison.Ordinal));

    static IEnumerable<Type> TypesIn(Type type)
    {
        if (type.BaseType is not null) yield return type.BaseType;
        foreach (Type contract in type.GetInterfaces()) yield return contract;
        foreach (FieldInfo field in type.GetFields(All)) yield return field.FieldType;
        foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            foreach (ParameterInfo parameter in method.GetParameters()) yield return parameter.ParameterType;
            if (method is MethodInfo { ReturnType: var returned }) yield return returned;
            foreach (Type named in TypesInBody(method)) yield return named;
        }
    }

    static IEnumerable<Type> TypesInBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body) yield break;
        foreach (LocalVariableInfo local in body.LocalVariables) yield return local.LocalType;
        foreach ((_, MemberInfo member) in Members(method))
        {
            if (member is Type type) yield return type;
            if (member.DeclaringType is { } owner) yield return owner;
            if (member is MethodInfo { IsGenericMethod: true } generic)
                foreach (Type argument in generic.GetGenericArguments()) yield return argument;
        }
    }

    /// <summary>What the instructions of a method name, in their order.</summary>
    public static IEnumerable<(OpCode Operation, MemberInfo Member)> Members(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        foreach ((OpCode operation, int token) in Tokens(code))
            if (method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null) is { } member) yield return (operation, member);
    }

    static IEnumerable<(OpCode Operation, int Token)> Tokens(byte[] code)
    {
        for (int at = 0; at < code.Length;)
        {
            OpCode operation = code[at] == 0xFE ? _opCodes[(short)(0xFE00 | code[at + 1])] : _opCodes[code[at]];
            at += operation.Size;
            switch (operation.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    yield return (operation, BitConverter.ToInt32(code, at));
                    at += 4;
                    break;
                case OperandType.InlineNone: break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar: at++; break;
                case OperandType.InlineVar: at += 2; break;
                case OperandType.InlineI8 or OperandType.InlineR: at += 8; break;
                case OperandType.InlineSwitch: at += 4 + 4 * BitConverter.ToInt32(code, at); break;
                default: at += 4; break;
            }
        }
    }

    /// <summary>A type with its element and argument types, nested types as their outermost one's namespace says.</summary>
    static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsGenericParameter) yield break;
        if (type.GetElementType() is { } element)
        {
            foreach (Type part in Parts(element)) yield return part;
            yield break;
        }
        yield return type;
        foreach (Type argument in type.GetGenericArguments())
            foreach (Type part in Parts(argument)) yield return part;
    }
}
