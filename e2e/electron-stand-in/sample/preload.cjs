"use strict";
const { contextBridge, ipcRenderer } = require("electron");

globalThis.preloadSecret = "isolated only";
contextBridge.exposeInMainWorld("sample", {
  version: process.versions.electron,
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  onMenu: (listener) => {
    const heard = (_event, id) => listener(id);
    ipcRenderer.on("menu", heard);
    return () => void ipcRenderer.off("menu", heard);
  },
  watch: (listener) => {
    ipcRenderer.once("watching", (event, message) => {
      const [port] = event.ports;
      port.onmessage = ({ data }) => listener(data);
      port.postMessage({ hello: message.from });
    });
    ipcRenderer.send("watch");
  },
  handOver: () => {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage("hand-over", null, [port1]);
    window.postMessage("port", window.location.origin, [port2]);
  },
});
