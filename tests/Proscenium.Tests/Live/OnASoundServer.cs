namespace Proscenium.Tests.Live;

/// <summary>Tests on the clock of a sound server: one after the other, and with nothing else at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OnASoundServer
{
    public const string Name = "sound server";
}
