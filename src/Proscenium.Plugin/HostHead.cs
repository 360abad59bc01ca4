using Proscenium.Engine;

namespace Proscenium.Plugin;

/// <summary>The host's controls of the listener's head: a plan with a bank of filters follows them, any other plays as it is.</summary>
sealed class HostHead
{
    HeadControls _controls;

    /// <summary>Where renderers look.</summary>
    public HeadPlace Place { get; } = new();

    /// <summary>What the host says, held within reach. One thread at a time sets it.</summary>
    public HeadControls Controls
    {
        get => _controls;
        set
        {
            HeadControls within = value.Within();
            if (within == _controls) return;
            _controls = within;
            if (within.IsFollowed) Place.Set(within.LeftMetres, within.ForwardMetres);
            else Place.Clear();
        }
    }
}
