// The bot itself, on Container Apps, with its log in Log Analytics.
param name string
param location string
param image string
param registryServer string
param identityId string
param managedIdentity string
param appId string
param tenantId string
param subnetId string
param cloud string
param language string
param leastReplicas int
param mostReplicas int
param logDays int

@secure()
param appPassword string

@secure()
param databaseUrl string

var port = 3978
var hasPassword = !empty(appPassword)

resource log 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: name
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logDays
  }
}

resource managedEnvironment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: log.properties.customerId
        sharedKey: log.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: {
      infrastructureSubnetId: subnetId
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    environmentId: managedEnvironment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'auto'
        allowInsecure: false
      }
      registries: empty(registryServer) ? [] : [
        {
          server: registryServer
          identity: identityId
        }
      ]
      secrets: concat([
        {
          name: 'database-url'
          value: databaseUrl
        }
      ], hasPassword ? [
        {
          name: 'app-password'
          value: appPassword
        }
      ] : [])
    }
    template: {
      terminationGracePeriodSeconds: 45
      containers: [
        {
          name: 'reconnect'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat([
            {
              name: 'RECONNECT_APP_ID'
              value: appId
            }
            {
              name: 'RECONNECT_TENANT_ID'
              value: tenantId
            }
            {
              name: 'RECONNECT_MANAGED_IDENTITY'
              value: managedIdentity
            }
            {
              name: 'RECONNECT_DATABASE_URL'
              secretRef: 'database-url'
            }
            {
              name: 'RECONNECT_CLOUD'
              value: cloud
            }
            {
              name: 'RECONNECT_DRAIN_SECONDS'
              value: '5'
            }
            {
              name: 'RECONNECT_LANGUAGE'
              value: language
            }
          ], hasPassword ? [
            {
              name: 'RECONNECT_APP_PASSWORD'
              secretRef: 'app-password'
            }
          ] : [])
          // Not /readyz: what is wrong with all replicas at once must not keep people from the bot's own words.
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 3
              failureThreshold: 40
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 5
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 30
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: leastReplicas
        maxReplicas: mostReplicas
        rules: [
          {
            name: 'calls'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
    }
  }
}

output domain string = app.properties.configuration.ingress.fqdn
