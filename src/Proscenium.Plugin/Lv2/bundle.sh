#!/usr/bin/env bash
# Writes the Turtle files of an LV2 bundle, one per number of drivers: bundle.sh FOLDER DRIVERS...
set -euo pipefail
folder=$1
shift

cat >"$folder/manifest.ttl" <<END
@prefix lv2:  <http://lv2plug.in/ns/lv2core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
END

# metres INDEX SYMBOL NAME
metres() {
  echo "    a lv2:InputPort , lv2:ControlPort ; lv2:index $1 ; lv2:symbol \"$2\" ; lv2:name \"$3\" ;"
  echo "    lv2:default 0.0 ; lv2:minimum -1.0 ; lv2:maximum 1.0 ; units:unit units:m"
  echo "  ] , ["
}

# audio INDEX KIND SYMBOL NAME
audio() {
  echo "    a lv2:$2Port , lv2:AudioPort ; lv2:index $1 ; lv2:symbol \"$3\" ; lv2:name \"$4\""
  echo "  ] , ["
}

for drivers in "$@"; do
  cat >>"$folder/manifest.ttl" <<END

<urn:proscenium:drivers-$drivers>
  a lv2:Plugin ;
  lv2:binary <proscenium.so> ;
  rdfs:seeAlso <proscenium-$drivers.ttl> .
END
  {
    cat <<END
@prefix atom:  <http://lv2plug.in/ns/ext/atom#> .
@prefix doap:  <http://usefulinc.com/ns/doap#> .
@prefix foaf:  <http://xmlns.com/foaf/0.1/> .
@prefix log:   <http://lv2plug.in/ns/ext/log#> .
@prefix lv2:   <http://lv2plug.in/ns/lv2core#> .
@prefix patch: <http://lv2plug.in/ns/ext/patch#> .
@prefix rdfs:  <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rsz:   <http://lv2plug.in/ns/ext/resize-port#> .
@prefix state: <http://lv2plug.in/ns/ext/state#> .
@prefix units: <http://lv2plug.in/ns/extensions/units#> .
@prefix urid:  <http://lv2plug.in/ns/ext/urid#> .
@prefix work:  <http://lv2plug.in/ns/ext/worker#> .

<urn:proscenium:plan>
  a lv2:Parameter ;
  rdfs:label "Plan" ;
  rdfs:comment "The plan's folder, or the plan.json in it." ;
  rdfs:range atom:Path .

<urn:proscenium:drivers-$drivers>
  a lv2:Plugin , lv2:SpatialPlugin ;
  doap:name "Proscenium, $drivers drivers" ;
  doap:license <https://opensource.org/license/mit> ;
  lv2:project [ a doap:Project ; doap:name "Proscenium" ; doap:maintainer [ a foaf:Person ; foaf:name "The Proscenium authors" ] ] ;
  rdfs:comment "Crosstalk cancellation and beamforming for narrow loudspeakers, as a plan designed by proscenium says." ;
  lv2:minorVersion 2 ;
  lv2:microVersion 0 ;
  lv2:optionalFeature lv2:hardRTCapable , urid:map , log:log , work:schedule , state:threadSafeRestore ;
  lv2:extensionData state:interface , work:interface ;
  patch:readable <urn:proscenium:plan> ;
  patch:writable <urn:proscenium:plan> ;
  lv2:port [
END
    audio 0 Input left Left
    audio 1 Input right Right
    for ((driver = 1; driver <= drivers; driver++)); do audio $((driver + 1)) Output "driver_$driver" "Driver $driver"; done
    cat <<END
    a lv2:InputPort , lv2:ControlPort ; lv2:index $((drivers + 2)) ; lv2:symbol "gain" ; lv2:name "Gain" ;
    lv2:default 0.0 ; lv2:minimum -60.0 ; lv2:maximum 20.0 ; units:unit units:db
  ] , [
    a lv2:OutputPort , lv2:ControlPort ; lv2:index $((drivers + 3)) ; lv2:symbol "latency" ; lv2:name "Latency" ;
    lv2:portProperty lv2:reportsLatency , lv2:integer ; lv2:designation lv2:latency ; lv2:minimum 0 ; lv2:maximum 384000 ; units:unit units:frame
  ] , [
    a lv2:InputPort , lv2:ControlPort ; lv2:index $((drivers + 4)) ; lv2:symbol "follow_head" ; lv2:name "Follow the head" ;
    lv2:portProperty lv2:toggled ; lv2:default 0 ; lv2:minimum 0 ; lv2:maximum 1
  ] , [
END
    metres $((drivers + 5)) head_left "Head to the left"
    metres $((drivers + 6)) head_forward "Head forward"
    cat <<END
    a lv2:InputPort , atom:AtomPort ; lv2:index $((drivers + 7)) ; lv2:symbol "control" ; lv2:name "Control" ;
    atom:bufferType atom:Sequence ; atom:supports patch:Message ; lv2:designation lv2:control ; lv2:portProperty lv2:connectionOptional ; rsz:minimumSize 8192
  ] , [
    a lv2:OutputPort , atom:AtomPort ; lv2:index $((drivers + 8)) ; lv2:symbol "notify" ; lv2:name "Notify" ;
    atom:bufferType atom:Sequence ; atom:supports patch:Message ; lv2:designation lv2:control ; lv2:portProperty lv2:connectionOptional ; rsz:minimumSize 8192
  ] .
END
  } >"$folder/proscenium-$drivers.ttl"
done
