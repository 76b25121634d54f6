import { loadPyodide } from "./pyodide/pyodide.mjs";

const python = await loadPyodide();
const core = await fetch("calculators.zip");
python.unpackArchive(await core.arrayBuffer(), "zip");
const respond = python.pyimport("calculators.browser.desk").Desk().respond;

onmessage = ({ data }) => postMessage(respond(data));
postMessage("ready");
