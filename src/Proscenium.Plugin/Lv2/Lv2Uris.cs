namespace Proscenium.Plugin.Lv2;

/// <summary>The URIs that are compared while running, as a host numbers them; all 0 where the host numbers none.</summary>
readonly unsafe struct Lv2Uris
{
    public readonly uint Plan, Path, String, Object, Blank, Urid, Sequence, Get, Set, Property, Value, LogError;

    public Lv2Uris(Lv2Map* map)
    {
        Plan = map->Of("urn:proscenium:plan"u8);
        Path = map->Of("http://lv2plug.in/ns/ext/atom#Path"u8);
        String = map->Of("http://lv2plug.in/ns/ext/atom#String"u8);
        Object = map->Of("http://lv2plug.in/ns/ext/atom#Object"u8);
        Blank = map->Of("http://lv2plug.in/ns/ext/atom#Blank"u8); // what old hosts call an object
        Urid = map->Of("http://lv2plug.in/ns/ext/atom#URID"u8);
        Sequence = map->Of("http://lv2plug.in/ns/ext/atom#Sequence"u8);
        Get = map->Of("http://lv2plug.in/ns/ext/patch#Get"u8);
        Set = map->Of("http://lv2plug.in/ns/ext/patch#Set"u8);
        Property = map->Of("http://lv2plug.in/ns/ext/patch#property"u8);
        Value = map->Of("http://lv2plug.in/ns/ext/patch#value"u8);
        LogError = map->Of("http://lv2plug.in/ns/ext/log#Error"u8);
    }
}
