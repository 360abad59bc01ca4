using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>A sound server that a test has started, and how to get at it.</summary>
interface IServerProcess : IDisposable
{
    /// <summary>The JACK library to reach it by.</summary>
    LibJack Library { get; }

    /// <summary>The name to reach it by, from this process.</summary>
    string Server { get; }

    /// <summary>Variables that a child process needs to reach it by the same name.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }
}
