namespace Proscenium.Tests.Live;

/// <summary>Tests that measure real time, or run a sound server, have the machine to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OnASoundServer
{
    public const string Name = "sound server";
}
