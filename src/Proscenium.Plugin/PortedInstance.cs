using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Proscenium.Plugin;

/// <summary>An instance for hosts with numbered ports, in native memory: the ports and a handle to what plays.</summary>
/// <typeparam name="T">What plays.</typeparam>
unsafe struct PortedInstance<T> where T : class
{
    void** _ports;
    int _portCount;
    GCHandle<T> _playing;

    /// <summary>What plays.</summary>
    public readonly T Playing => _playing.Target;

    /// <summary>The buffers of all ports, null where the host has connected none.</summary>
    public readonly void** Ports => _ports;

    /// <summary>Allocates an instance in native memory.</summary>
    public static PortedInstance<T>* Create(T playing, int ports)
    {
        PortedInstance<T>* instance = (PortedInstance<T>*)NativeMemory.AllocZeroed((nuint)Unsafe.SizeOf<PortedInstance<T>>());
        instance->_ports = (void**)NativeMemory.AllocZeroed((nuint)ports, (nuint)sizeof(void*));
        instance->_portCount = ports;
        instance->_playing = new(playing);
        return instance;
    }

    /// <summary>Connects a port to a buffer.</summary>
    public static void Connect(PortedInstance<T>* instance, ulong port, void* data)
    {
        if (instance != null && port < (ulong)instance->_portCount) instance->_ports[port] = data;
    }

    /// <summary>Frees an instance.</summary>
    public static void Free(PortedInstance<T>* instance)
    {
        if (instance == null) return;
        instance->_playing.Dispose();
        NativeMemory.Free(instance->_ports);
        NativeMemory.Free(instance);
    }
}
