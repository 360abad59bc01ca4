using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Loudspeakers;

namespace Proscenium.Studio.Dropped;

/// <summary>The files of one driver's response.</summary>
/// <param name="Name">For people.</param>
/// <param name="Files">By the names that they had, and where they are.</param>
/// <param name="Angles">Where a device file says at which angles they were measured; null where their names tell.</param>
sealed record ResponseSet(string Name, IReadOnlyList<(string Name, string Path)> Files, IReadOnlyList<AngledFile>? Angles)
{
    /// <summary>True for one file that holds all there is.</summary>
    public bool IsOne => Files.Count == 1 && Angles is null;

    /// <summary>A sentence with the names that the files had, instead of where they are.</summary>
    public string Named(string sentence) => Files.Aggregate(sentence, (text, file) => text.Replace(file.Path, file.Name, StringComparison.Ordinal).Replace(Path.GetFileName(file.Path), file.Name, StringComparison.Ordinal));

    /// <summary>Does what reads the files; what is wrong with them is said with those names.</summary>
    public T InItsNames<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileFormatException or SoundException)
        {
            Fault fault = ((ProsceniumException)e).Fault;
            fault = fault with { Sentence = Named(fault.Sentence), Cure = fault.Cure is null ? null : Named(fault.Cure) };
            throw e is SoundException ? new SoundException(fault, e) : new FileFormatException(fault, e);
        }
    }
}
