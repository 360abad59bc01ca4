using System.CommandLine;

namespace Proscenium.Cli.Arguments;

/// <summary>A command whose options each come with the heading they stand under in its help.</summary>
/// <param name="name">As it is typed.</param>
/// <param name="description">What it does, then its examples.</param>
sealed class Verb(string name, string description) : Command(name, description)
{
    readonly SortedDictionary<Heading, List<Option>> _groups = [];

    /// <summary>The options that the help shows, by heading.</summary>
    public IEnumerable<(Heading Heading, IReadOnlyList<Option> Options)> Groups => _groups.Select(group => (group.Key, (IReadOnlyList<Option>)group.Value));

    /// <summary>Adds options under a heading.</summary>
    public void Add(Heading heading, params ReadOnlySpan<Option> options)
    {
        if (!_groups.TryGetValue(heading, out List<Option>? group)) _groups[heading] = group = [];
        foreach (Option option in options)
        {
            Options.Add(option);
            group.Add(option);
        }
    }
}
