#!/usr/bin/env node
// In this workspace the command runs from its sources; what is published has dist/bin.js in its place.
import { register } from "tsx/esm/api"

register()
await import("../src/bin.ts")
